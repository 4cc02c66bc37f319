/** Pairs of which Redocly says something else than we do, and why what we say is right. */
export interface Disagreement {
  readonly because: string;
  /** Redocly's verdict on each pair. */
  readonly pairs: Readonly<Record<string, string>>;
}

export const disagreements: readonly Disagreement[] = [
  {
    because:
      "A literal that sets what is gone stops compiling, whether or not the server still takes it.",
    pairs: {
      "a required field removed, in the request": "patch",
      "an optional field removed, in the request": "patch",
      "a field renamed, in the request": "patch",
      "a field of a nested object removed, in the request": "patch",
      "a field of an array's items removed, in the request": "patch",
      "a field of a branch of oneOf removed, in the request": "patch",
      "unknown fields no longer taken, in the request": "patch",
      "a field becomes read-only, in the request": "patch",
      "the path's parameter renamed": "patch",
    },
  },
  {
    because: "A program that reads what is gone stops compiling.",
    pairs: {
      "a branch of oneOf removed, in the response": "patch",
      "unknown fields no longer taken, in the response": "patch",
      "a field becomes write-only, in the response": "patch",
    },
  },
  {
    because:
      "Callers may pass more: worth a version that says so. Redocly says patch of all that neither breaks nor adds.",
    pairs: {
      "a field no longer required, in the request": "patch",
      "a field becomes nullable, in the request": "patch",
      "an enum value added, in the request": "patch",
      "an integer becomes any number, in the request": "patch",
      "an integer becomes nullable, in the request": "patch",
      "an array's items become nullable, in the request": "patch",
      "unknown fields taken, in the request": "patch",
      "unknown fields of any type, in the request": "patch",
      "a higher maxLength, in the request": "patch",
      "a lower minimum, in the request": "patch",
      "a pattern removed, in the request": "patch",
      "a format removed, in the request": "patch",
      "a field no longer read-only, in the request": "patch",
      "the body becomes optional": "patch",
    },
  },
  {
    because: "Callers are promised more: worth a version that says so, for the same reason.",
    pairs: {
      "a field becomes required, in the response": "patch",
      "a field no longer nullable, in the response": "patch",
      "an enum value removed, in the response": "patch",
      "a text becomes an enum, in the response": "patch",
      "a number becomes an integer, in the response": "patch",
      "an array may hold fewer items, in the response": "patch",
      "a narrower limit in a branch of oneOf, in the response": "patch",
      "unknown fields refused, in the response": "patch",
      "unknown fields taken, in the response": "patch",
      "a lower maxLength, in the response": "patch",
      "a pattern added, in the response": "patch",
      "a format added, in the response": "patch",
      "a limit below a schema that holds itself, in the response": "patch",
      "a field no longer write-only, in the response": "patch",
    },
  },
  {
    because: "It is more than prose: editors strike it out, or a call does something else.",
    pairs: {
      "a field deprecated, in the request": "patch",
      "a field deprecated, in the response": "patch",
      "a field no longer deprecated, in the request": "patch",
      "a field no longer deprecated, in the response": "patch",
      "a default added, in the request": "patch",
      "a default added, in the response": "patch",
      "an operation deprecated": "patch",
    },
  },
  {
    because: "The format says what is meant and refuses nothing.",
    pairs: {
      "a format that refuses nothing, in the request": "major",
      "a format that refuses nothing, in the response": "patch",
    },
  },
  {
    because: "That side does not have the field.",
    pairs: {
      "a limit on a write-only field, in the response": "major",
      "a limit on a read-only field, in the request": "major",
    },
  },
  {
    because:
      "How a request proves who sends it is for a person to look at, in whichever direction.",
    pairs: { "the security removed": "patch" },
  },
  {
    because: "No request changes: no operation asks for the scheme, or what changed is a hint.",
    pairs: {
      "a security scheme that nothing asks for removed": "major",
      "a security scheme's prose and hint changed": "major",
    },
  },
  {
    because: "The server may answer with what callers do not read.",
    pairs: {
      "a further content type of the response": "minor",
      "a further success status without a body": "minor",
    },
  },
  {
    because: "Errors are read whatever the document says of them.",
    pairs: { "an error's body changed": "major" },
  },
  {
    because: "Those who use the package as their type reference write the name down.",
    pairs: {
      "a schema renamed": "patch",
      "a schema that no operation reaches changed": "minor",
      "a schema comes to stand apart, in the request": "patch",
      "a schema comes to stand apart, in the response": "patch",
    },
  },
  {
    because: "OpenAPI assumes it where nothing is said: the request is the same.",
    pairs: { "a parameter's default style made explicit": "major" },
  },
  {
    because: "People see the version: what shows it has to be released.",
    pairs: { "the version alone": "none" },
  },
  {
    because: "The same contract in another order or place.",
    pairs: {
      tags: "minor",
      "the order of everything": "patch",
      "servers and security at each operation": "major",
      "parameters at the path": "major",
    },
  },
];
