// The six kinds of small error. Each takes a node and gives edits { operator, start, end, after }.

export const operators = [
  'comparison',
  'off by one',
  'swapped arguments',
  'dropped statement',
  'wrong sign',
  'wrong constant',
];

const comparisons = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' };
const signs = { '+': '-', '-': '+', '+=': '-=', '-=': '+=', '++': '--', '--': '++' };

/** Where the text of an operator stands between two nodes. */
function operatorAt(text, from, sign) {
  const start = text.indexOf(sign, from);
  return { start, end: start + sign.length };
}

function isText(node) {
  return (
    node.type === 'TemplateLiteral' ||
    (node.type === 'Literal' && typeof node.value === 'string') ||
    (node.type === 'BinaryExpression' && (isText(node.left) || isText(node.right)))
  );
}

const isNumber = (node) => node.type === 'Literal' && typeof node.value === 'number';

function ofBinary(node, text) {
  const edits = [];
  const at = operatorAt(text, node.left.end, node.operator);
  const other = comparisons[node.operator];
  if (other) edits.push({ operator: 'comparison', ...at, after: other });
  if ((node.operator === '+' || node.operator === '-') && !isText(node)) {
    edits.push({ operator: 'wrong sign', ...at, after: signs[node.operator] });
    const sum = text.slice(node.start, node.end);
    for (const step of ['+ 1', '- 1']) {
      edits.push({ operator: 'off by one', start: node.start, end: node.end, after: `(${sum} ${step})` });
    }
  }
  return edits;
}

function ofNumber(node) {
  const { start, end, value } = node;
  const edits = [];
  if (Number.isInteger(value)) {
    for (const step of [1, -1]) edits.push({ operator: 'off by one', start, end, after: `${value + step}` });
  }
  const wrong = value === 0 ? [1] : value === 1 ? [0, 2] : [0, value * 2, value / 2];
  for (const after of wrong) edits.push({ operator: 'wrong constant', start, end, after: `${after}` });
  return edits;
}

function ofArguments(node, text) {
  const edits = [];
  for (let index = 0; index + 1 < node.arguments.length; index += 1) {
    const [first, second] = [node.arguments[index], node.arguments[index + 1]];
    const [a, b] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
    if (a === b || first.type === 'SpreadElement' || second.type === 'SpreadElement') continue;
    const after = b + text.slice(first.end, second.start) + a;
    edits.push({ operator: 'swapped arguments', start: first.start, end: second.end, after });
  }
  return edits;
}

function ofIndex(node, text) {
  const index = node.property;
  if (!node.computed || isNumber(index) || isText(index)) return [];
  const inside = text.slice(index.start, index.end);
  const after = (step) => `(${inside}) ${step}`;
  const at = { operator: 'off by one', start: index.start, end: index.end };
  return [
    { ...at, after: after('+ 1') },
    { ...at, after: after('- 1') },
  ];
}

const jumps = new Set(['ReturnStatement', 'ContinueStatement', 'BreakStatement']);

/** An `if` that leaves early or guards a block. Of one that guards a single statement, that is dropped itself. */
function isDroppable(node) {
  if (node.alternate) return false;
  const { consequent } = node;
  return jumps.has(consequent.type) || (consequent.type === 'BlockStatement' && consequent.body.length > 0);
}

function dropped(node) {
  const { start, end } = node;
  return [{ operator: 'dropped statement', start, end, after: ';' }];
}

/** @returns edits of this node alone; its children are asked on their own */
export function editsOf(node, parent, key, text) {
  switch (node.type) {
    case 'BinaryExpression':
      return ofBinary(node, text);
    case 'AssignmentExpression':
      return signs[node.operator]
        ? [
            {
              operator: 'wrong sign',
              ...operatorAt(text, node.left.end, node.operator),
              after: signs[node.operator],
            },
          ]
        : [];
    case 'UpdateExpression': {
      const from = node.prefix ? node.start : node.argument.end;
      return [
        { operator: 'wrong sign', ...operatorAt(text, from, node.operator), after: signs[node.operator] },
      ];
    }
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '!'
        ? [{ operator: 'wrong sign', start: node.start, end: node.start + 1, after: '' }]
        : [];
    case 'Literal':
      if (typeof node.value === 'boolean') {
        const { start, end } = node;
        return [{ operator: 'wrong constant', start, end, after: `${!node.value}` }];
      }
      return isNumber(node) && !(key === 'property' && parent?.computed === false) ? ofNumber(node) : [];
    case 'CallExpression':
    case 'NewExpression':
      return ofArguments(node, text);
    case 'MemberExpression':
      return [...ofIndex(node, text), ...ofExtreme(node, text)];
    case 'ExpressionStatement':
      return node.directive ? [] : dropped(node);
    case 'IfStatement':
      return isDroppable(node) ? dropped(node) : [];
    default:
      return [];
  }
}

/** The smaller of two for the greater, a comparison in another spelling. */
function ofExtreme(node, text) {
  const name = text.slice(node.start, node.end);
  if (name !== 'Math.min' && name !== 'Math.max') return [];
  const { start, end } = node;
  return [{ operator: 'comparison', start, end, after: name === 'Math.min' ? 'Math.max' : 'Math.min' }];
}
