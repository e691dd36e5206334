/** 中文：中西文之间空一格，中文之间不空。填入的名称可能是中文（可用区 b），也可能是西文（api-1），由接缝处的两个字决定。 */
const chinese = /\p{Script=Han}/u;
const western = /[\x21-\x7e]/;

export function spaced(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return texts.reduce((left, text, index) => join(join(left, String(values[index - 1])), text));
}

function join(left: string, right: string): string {
  const [before, after] = [left.trimEnd(), right.trimStart()];
  const [last, first] = [before.at(-1) ?? '', after.at(0) ?? ''];
  if (chinese.test(last) && chinese.test(first)) return before + after;
  const isSeam = chinese.test(last) ? western.test(first) : western.test(last) && chinese.test(first);
  return isSeam ? `${before} ${after}` : left + right;
}
