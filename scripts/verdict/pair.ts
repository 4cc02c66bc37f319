/** The same thing in the earlier and in the later document. */
export interface Pair<Thing> {
  readonly from: Thing;
  readonly to: Thing;
}
