import { isObject, type Json, type JsonObject } from './json.ts';

const numberSize = (text: string): number =>
  Math.ceil(text.replace(/^[-+]?0*|[.eE+-]/g, '').length / 2) + 1 + (text.startsWith('-') ? 1 : 0);

const binarySize = (base64: string): number => Buffer.byteLength(base64, 'base64');

const setSize = (values: Json, size: (text: string) => number): number =>
  Array.isArray(values) ? values.reduce<number>((total, value) => total + size(String(value)), 0) : 0;

const listSize = (values: Json): number =>
  Array.isArray(values) ? values.reduce<number>((total, value) => total + 1 + valueSize(value), 3) : 3;

const sizes: Record<string, (value: Json) => number> = {
  S: value => Buffer.byteLength(String(value)),
  N: value => numberSize(String(value)),
  B: value => binarySize(String(value)),
  BOOL: () => 1,
  NULL: () => 1,
  SS: value => setSize(value, text => Buffer.byteLength(text)),
  NS: value => setSize(value, numberSize),
  BS: value => setSize(value, binarySize),
  L: listSize,
  M: value => (isObject(value) ? Object.keys(value).length + 3 + itemSize(value) : 3),
};

const valueSize = (value: Json): number => {
  const [type, inside] = isObject(value) ? (Object.entries(value)[0] ?? []) : [];
  return type === undefined || inside === undefined ? 0 : (sizes[type]?.(inside) ?? 0);
};

/**
 * The size of an item in bytes: names and values
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
export const itemSize = (item: JsonObject): number =>
  Object.entries(item).reduce(
    (total, [name, value]) => total + Buffer.byteLength(name) + valueSize(value),
    0,
  );
