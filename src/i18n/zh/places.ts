/** 中文：组件所在的位置。 */
import type { places as placesShape } from '../en/places.ts';

export const places: typeof placesShape = {
  host: (name) => `主机 ${name}`,
  zone: (name) => `可用区 ${name}`,
  region: (name) => `地域 ${name}`,
};
