/** 中文：组件的状态、角色、失败原因与请求结局。 */
import type { stateWords as shape } from '../en/states.ts';
import { causes } from './causes.ts';

export const stateWords: typeof shape = {
  states: {
    healthy: '正常',
    degraded: '受损',
    down: '宕机',
    recovering: '恢复中',
    removed: '已摘除',
  },
  roles: { primary: '主库', replica: '从库', oldPrimary: '旧主库' },
  causes,
};
