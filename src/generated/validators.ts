// @ts-nocheck stub
import type { operations, Readable, Writable } from "./schema.js";
export interface ValidationError { readonly instancePath: string; readonly schemaPath: string; readonly keyword: string; readonly params: Readonly<Record<string, unknown>>; readonly message?: string }
export interface Validator<T> { (data: unknown): data is T; errors?: readonly ValidationError[] | null }
export const validators: { readonly Gateway_CreateSecret: { readonly request: Validator<Writable<operations["Gateway_CreateSecret"]["requestBody"]["content"]["application/json"]>>; readonly response: Validator<Readable<operations["Gateway_CreateSecret"]["responses"][200]["content"]["application/json"]>> } } = {Gateway_CreateSecret:{request:validate20,response:validate21}};

const validateA = validate20;
const schema31 = {"type":"object","properties":{"name":{"type":"string","title":"name follows the convention\naccounts/account-id/secrets/unkey-key-id"},"keyName":{"type":"string","title":"name of the key. In this case, it can be WOLFRAM_ALPHA_API_KEY"},"value":{"type":"string","example":"sk-1234567890abcdef","description":"The secret value. This field is INPUT_ONLY and will not be returned in GET or LIST responses\nfor security reasons. The value is only accepted when creating or updating secrets.","writeOnly":true}},"required":["name","keyName"],"$id":"a"};
const func0 = Object.prototype.hasOwnProperty;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="a" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.keyName === undefined) || (!(func0.call(data, "keyName")))) && (missing0 = "keyName"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined && func0.call(data, "name")){
const _errs1 = errors;
if(typeof data.name !== "string"){
validate20.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keyName !== undefined && func0.call(data, "keyName")){
const _errs3 = errors;
if(typeof data.keyName !== "string"){
validate20.errors = [{instancePath:instancePath+"/keyName",schemaPath:"#/properties/keyName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined && func0.call(data, "value")){
const _errs5 = errors;
if(typeof data.value !== "string"){
validate20.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"name":true,"keyName":true,"value":true},"dynamicProps":false,"dynamicItems":false};

const validateB = validate21;
const schema32 = {"type":"object","properties":{"name":{"type":"string","title":"name follows the convention\naccounts/account-id/secrets/unkey-key-id"},"keyName":{"type":"string","title":"name of the key. In this case, it can be WOLFRAM_ALPHA_API_KEY"}},"required":["name","keyName"],"$id":"b"};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="b" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.keyName === undefined) || (!(func0.call(data, "keyName")))) && (missing0 = "keyName"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined && func0.call(data, "name")){
const _errs1 = errors;
if(typeof data.name !== "string"){
validate21.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keyName !== undefined && func0.call(data, "keyName")){
const _errs3 = errors;
if(typeof data.keyName !== "string"){
validate21.errors = [{instancePath:instancePath+"/keyName",schemaPath:"#/properties/keyName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"name":true,"keyName":true},"dynamicProps":false,"dynamicItems":false};
