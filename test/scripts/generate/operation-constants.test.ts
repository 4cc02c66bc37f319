import { expect, test } from "vitest";
import { operationConstants } from "../../../scripts/generate/operation-constants.js";

const nameOf = (id: string): string | undefined => operationConstants([id]).get(id);

test.each([
  ["Gateway_CreateSecret", "Gateway_CreateSecret"],
  ["listPets", "ListPets"],
  ["get.thing/list", "GetThingList"],
  ["put-thing", "PutThing"],
  ["GET /pets/{id}", "GETPetsId"],
  ["2fa", "Operation2fa"],
  ["列表", "Operation"],
  ["type", "Type"],
])("the constant of %s is %s", (id, name) => {
  expect(nameOf(id)).toBe(name);
});

test.each(["Array", "Object", "Validator"])(
  "%s is not taken from what the generated files use",
  (id) => {
    expect(nameOf(id)).toBe(`${id}_`);
  },
);

test("ids that give one name have constants of their own", () => {
  const constants = operationConstants(["get-pet", "getPet", "GetPet", "get pet"]);
  expect([...constants.values()]).toEqual(["GetPet", "GetPet_", "GetPet__", "GetPet___"]);
});
