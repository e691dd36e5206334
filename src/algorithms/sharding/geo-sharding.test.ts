import { describe, expect, it } from 'vitest';
import { OptionError } from '../../base/options.ts';
import * as geoSharding from './geo-sharding.ts';

/** The article's four regions and its default. */
const regions = { US: 'shard-us-east', CN: 'shard-cn-north', EU: 'shard-eu-west', JP: 'shard-jp-east' };
const fallback = 'shard-default';

describe('geoSharding', () => {
  it.each(Object.entries(regions))('%s lies on %s, as in the article', (country, shard) => {
    expect(geoSharding.route(geoSharding.create({ regions, fallback }), country)).toBe(shard);
  });

  it('sends members of the union to the default as long as no group names them, as the article does', () => {
    expect(geoSharding.route(geoSharding.create({ regions, fallback }), 'DE')).toBe(fallback);
    const grouped = geoSharding.create({ regions, fallback, groups: { EU: ['DE', 'FR'] } });
    expect(geoSharding.route(grouped, 'DE')).toBe('shard-eu-west');
    expect(geoSharding.route(grouped, 'GB')).toBe(fallback);
  });

  it('prefers a country’s own shard to its region’s, and follows a region that moves', () => {
    const s = geoSharding.create({ regions: { ...regions, DE: 'shard-de' }, groups: { EU: ['DE', 'FR'] } });
    expect(geoSharding.route(s, 'DE')).toBe('shard-de');
    geoSharding.assign(s, 'EU', 'shard-eu-central');
    expect(geoSharding.route(s, 'FR')).toBe('shard-eu-central');
    geoSharding.assign(s, 'FR', 'shard-fr');
    expect(geoSharding.route(s, 'FR')).toBe('shard-fr');
  });

  it.each(['constructor', '__proto__', 'toString', ''])(
    'finds no shard for %j, which is a property, not a country',
    (code) => {
      expect(geoSharding.route(geoSharding.create({ regions }), code)).toBeUndefined();
      expect(geoSharding.route(geoSharding.create({ regions, fallback }), code)).toBe(fallback);
    },
  );

  it('refuses what it cannot use', () => {
    expect(() => geoSharding.create({ regions: {} })).toThrow(/regions: at least one code/);
    expect(() => geoSharding.create({ regions: { US: 1 as never } })).toThrow(/regions\.US: a text/);
    expect(() => geoSharding.create({ regions, groups: { AS: ['IN'] } })).toThrow(
      /groups\.AS: one of the regions/,
    );
    expect(() => geoSharding.create({ regions, groups: { EU: ['DE'], JP: ['DE'] } })).toThrow(
      /groups\.JP\[0\]/,
    );
    expect(() => geoSharding.create({ regions, default: 'x' } as never)).toThrow(/default: no such option/);
    expect(() => geoSharding.create({ regions, groups: { EU: 'DE' } } as never)).toThrow(OptionError);
    expect(() => geoSharding.create({ regions: ['shard-us-east'] } as never)).toThrow(
      /regions: at least one/,
    );
    for (const groups of [5, [], 'EU'])
      expect(() => geoSharding.create({ regions, groups } as never)).toThrow(/groups: for each region/);
    expect(() => geoSharding.route(geoSharding.create({ regions }), undefined as never)).toThrow(
      /country: a text/,
    );
  });
});
