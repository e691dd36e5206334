/** 中文：画布的文字描述与表格。 */
import type { canvas as shape } from '../en/canvas.ts';

export const canvas: typeof shape = {
  title: '请求流向',
  describe: ({ healthy, components, trouble, primary, arrivalRate, failedPercent }) => {
    const state =
      trouble.length === 0
        ? `${components} 个节点全部正常。`
        : `${components} 个节点中 ${healthy} 个正常；${trouble.join('，')}。`;
    const writes = primary === undefined ? '没有节点接受写入。' : `${primary} 接受写入。`;
    return `${state}${writes}每秒到来 ${arrivalRate} 个请求，失败 ${failedPercent} %。`;
  },
  tableCaption: '所有节点及其状态',
  component: '节点',
  asTable: '表格',
  asPicture: '图形',
};
