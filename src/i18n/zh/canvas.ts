/** 中文：画布的文字说明与表格。 */
import type { canvas as shape } from '../en/canvas.ts';

export const canvas: typeof shape = {
  title: '运行中的系统',
  asTable: '以表格显示',
  asFlow: '以图显示',
  tableCaption: '各节点：当前状态，最近 10 秒的负载',
  component: '节点',
  busy: '忙碌',
  describe: ({ healthy, components, trouble, primary, arrivalRate, failedPercent }) => {
    const states =
      trouble.length === 0
        ? `${components} 个节点全部正常。`
        : `${components} 个节点中 ${healthy} 个正常；${trouble.join('、')}。`;
    const writes = primary === undefined ? '没有节点接受写入。' : `${primary} 接受写入。`;
    return `${states}${writes}每秒到达 ${arrivalRate} 个请求，最近 10 秒失败 ${failedPercent} %。`;
  },
};
