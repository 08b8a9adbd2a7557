import { customKeyword, isCustomValue } from '../../lib/domain/friend/friend-fields.ts';

/** Own fields by keyword; what is no own field of the application is left out. */
export const customValues = (
  items: readonly { readonly Tag: string; readonly Value: unknown }[],
  configured: readonly string[],
): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    items.flatMap(({ Tag, Value }) => {
      const keyword = customKeyword(Tag, configured);
      return keyword !== undefined && isCustomValue(Value) ? [[keyword, Value] as const] : [];
    }),
  );
