import ts from "typescript";

/** A property of a type, as a schema has it. */
export interface Described {
  type?: string;
  items?: object;
  $ref?: string;
  /** Whether it is always there and never null. */
  isRequired: boolean;
  /** Its docstring on one line. */
  description: string;
}

const { TypeFlags, SymbolFlags } = ts;
const NOTHING = TypeFlags.Undefined | TypeFlags.Null;
const members = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
/** What must not be given counts as not there; one such type has a name that says what to give instead. */
const isNothing = (type: ts.Type) => (type.flags & NOTHING) !== 0 || /^GiveEither/.test(type.symbol?.name ?? "");

/** Reads the exported types of a declaration file. */
export function readTypes(file: string) {
  const { Bundler } = ts.ModuleResolutionKind;
  const options = {
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: Bundler,
    types: [],
  };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol;
  const exported = new Map(checker.getExportsOfModule(source).map((symbol) => [symbol.name, symbol]));

  function find(name: string): ts.Symbol {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`${file} does not export ${name}`);
    return symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  /** The docstring, with a default as its last sentence. */
  function wordsOf(symbol: ts.Symbol): string {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const tag = symbol.getJsDocTags(checker).find(({ name }) => name === "default");
    const value = ts.displayPartsToString(tag?.text).replace(/^"|"$/g, "");
    const line = text.replace(/\{@link (\w+) *\}/g, "`$1`").replace(/\s+/g, " ");
    return line.trim() + (tag ? ` Default: \`${value}\`.` : "");
  }

  function specOf(type: ts.Type): object {
    const parts = members(type).filter((part) => !isNothing(part));
    const is = (flags: ts.TypeFlags) => parts.every((part) => part.flags & flags);
    if (is(TypeFlags.StringLike)) return { type: "string" };
    if (is(TypeFlags.NumberLike)) return { type: "integer" };
    if (is(TypeFlags.BooleanLike)) return { type: "boolean" };
    const [part] = parts as [ts.Type];
    if (!checker.isArrayType(part)) return { $ref: `#/types/cloudflare-origin-tls:index:${part.symbol.name}` };
    return { type: "array", items: specOf(checker.getTypeArguments(part as ts.TypeReference)[0] as ts.Type) };
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
  function properties(name: string, only = name): Record<string, Described> {
    const types = members(checker.getDeclaredTypeOfSymbol(find(name)));
    const names = members(checker.getDeclaredTypeOfSymbol(find(only))).flatMap((type) =>
      checker.getPropertiesOfType(type).map((property) => property.name),
    );
    const describe = (property: string): Described => {
      const symbols = types.flatMap((type) => checker.getPropertyOfType(type, property) ?? []);
      const all = symbols.map((symbol) => lifted(checker.getTypeOfSymbol(symbol)));
      const given = all.filter((type) => !members(type).every(isNothing));
      const isOptional = symbols.some((symbol) => symbol.flags & SymbolFlags.Optional);
      return {
        ...specOf(given[0] as ts.Type),
        isRequired: !isOptional && all.length === types.length && !all.some((type) => members(type).some(isNothing)),
        description: symbols.map(wordsOf).find((words) => words !== "") ?? "",
      };
    };
    return Object.fromEntries([...new Set(names)].map((property) => [property, describe(property)]));
  }

  return { properties, words: (name: string) => wordsOf(find(name)) };
}
