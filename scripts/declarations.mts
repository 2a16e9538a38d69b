// Reads exported types as a Pulumi schema has them: properties, which of them are always there, and docstrings.
import ts from "typescript";
import { UserError } from "./processes.mts";

/** A property, as a schema has it. */
export interface Property {
  type?: string;
  items?: object;
  $ref?: string;
  secret?: boolean;
  description: string;
}

/** The properties of a type. */
export interface ObjectSpec {
  properties: Record<string, Property>;
  /** Those that are always there and never null; left out if there are none. */
  required?: string[];
}

const { TypeFlags, SymbolFlags } = ts;
const members = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
const withoutWords = (name: string) =>
  new UserError(`${name} needs a docstring, of which the plugin's schema is made.`);

/**
 * Reads the types that these modules of a program export.
 *
 * @param token the name that a type has in the schema
 */
export function readTypes(program: ts.Program, modules: string[], token: (name: string) => string) {
  const checker = program.getTypeChecker();
  const exports = modules.flatMap((file) => {
    const source = program.getSourceFile(file);
    return checker.getExportsOfModule(checker.getSymbolAtLocation(source as ts.SourceFile) as ts.Symbol);
  });
  const target = (symbol: ts.Symbol) => (symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const exported = new Map(exports.map((symbol) => [symbol.name, target(symbol)]));
  const referred = new Map<string, ts.Type>();

  function find(name: string): ts.Symbol {
    const symbol = exported.get(name);
    if (!symbol) throw new UserError(`The plugin's schema needs ${name}, which none of ${modules.join(", ")} exports.`);
    return symbol;
  }

  /** The docstring on one line, with a default as its last sentence; what stands in other tags is for TypeScript only. */
  function wordsOf(symbol: ts.Symbol): string {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const value = tagOf(symbol, "default")?.replace(/^"|"$/g, "");
    const line = text.replace(/\{@link (\w+) *\}/g, "`$1`").replace(/\s+/g, " ");
    return line.trim() + (value === undefined ? "" : ` Default: \`${value}\`.`);
  }

  function tagOf(symbol: ts.Symbol, tag: string): string | undefined {
    const found = symbol.getJsDocTags(checker).find(({ name }) => name === tag);
    return found && ts.displayPartsToString(found.text);
  }

  /** What is not given: also a type that only says in an error what to give instead, which nothing can be. */
  function isNothing(type: ts.Type): boolean {
    const bases = type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
    const isAbsent = (type.flags & (TypeFlags.Undefined | TypeFlags.Null)) !== 0;
    return isAbsent || bases.some(({ symbol }) => symbol?.name === "Impossible");
  }

  function specOf(type: ts.Type): Omit<Property, "description"> {
    const parts = members(type).filter((part) => !isNothing(part));
    const is = (flags: ts.TypeFlags) => parts.every((part) => part.flags & flags);
    if (is(TypeFlags.StringLike)) return { type: "string" };
    if (is(TypeFlags.NumberLike)) return { type: "integer" };
    if (is(TypeFlags.BooleanLike)) return { type: "boolean" };
    if (is(TypeFlags.Unknown)) return { $ref: "pulumi.json#/Any" };
    const [part] = parts as [ts.Type];
    if (parts.length === 1 && checker.isArrayType(part)) {
      return { type: "array", items: specOf(checker.getTypeArguments(part as ts.TypeReference)[0] as ts.Type) };
    }
    if (parts.length > 1 || !part.isClassOrInterface()) {
      throw new UserError(`The plugin's schema cannot have the type ${checker.typeToString(type)}.`);
    }
    referred.set(part.symbol.name, part);
    return { $ref: `#/types/${token(part.symbol.name)}` };
  }

  /** What an output is of. */
  function lifted(type: ts.Type): ts.Type {
    if (type.aliasSymbol?.name === "Output") return type.aliasTypeArguments?.[0] as ts.Type;
    const isInstance = type.symbol?.name === "OutputInstance";
    return isInstance ? (checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type) : type;
  }

  /**
   * The properties of a type, or those of all members of a union.
   *
   * @param only a type that has the properties that count
   */
  function read(type: ts.Type, only = type): ObjectSpec {
    const alternatives = members(type);
    const properties: Record<string, Property> = {};
    const required: string[] = [];
    for (const { name } of members(only).flatMap((type) => checker.getPropertiesOfType(type))) {
      if (name in properties) continue;
      const symbols = alternatives.flatMap((alternative) => checker.getPropertyOfType(alternative, name) ?? []);
      const values = symbols.map((symbol) => lifted(checker.getTypeOfSymbol(symbol)));
      const given = values.find((value) => !members(value).every(isNothing));
      const description = symbols.map(wordsOf).find((words) => words !== "");
      if (!given) throw new UserError(`The plugin's schema needs a value of ${checker.typeToString(type)}.${name}.`);
      if (!description) throw withoutWords(`${checker.typeToString(type)}.${name}`);
      const secret = symbols.some((symbol) => tagOf(symbol, "secret") !== undefined);
      properties[name] = { ...specOf(given), ...(secret && { secret }), description };
      const isOptional = symbols.some(({ flags }) => flags & SymbolFlags.Optional);
      const isAlways = symbols.length === alternatives.length && !values.flatMap(members).some(isNothing);
      if (isAlways && !isOptional) required.push(name);
    }
    return { properties, ...(required.length > 0 && { required }) };
  }

  const declared = (name: string) => checker.getDeclaredTypeOfSymbol(find(name));
  return {
    /** The names of all that is exported, in the order of the alphabet. */
    names: [...exported.keys()].sort(),
    words(name: string): string {
      const words = wordsOf(find(name));
      if (!words) throw withoutWords(name);
      return words;
    },
    object: (name: string, only = name) => read(declared(name), declared(only)),
    /** What some of the alternatives of a union need and others do not. */
    choice(name: string): string[] {
      const needed = members(declared(name)).map((alternative) =>
        checker
          .getPropertiesOfType(alternative)
          .flatMap(({ name, flags }) => (flags & SymbolFlags.Optional ? [] : name)),
      );
      return needed.flat().filter((property) => !needed.every((properties) => properties.includes(property)));
    },
    /** The types that what was read so far refers to, with those that they refer to in turn. */
    types(): Record<string, object> {
      const types: [string, object][] = [];
      for (const [name, type] of referred) {
        types.push([token(name), { description: this.words(name), type: "object", ...read(type) }]);
      }
      return Object.fromEntries(types.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}
