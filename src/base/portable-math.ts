/**
 * `ln`, `exp` and `pow` made of + − × ÷ and bit operations only, so that Node and every browser agree to the last bit
 * (the platform's own differ). After Sun's fdlibm 5.3 (`e_log.c`, `e_exp.c`, `e_pow.c`, 1993, free to use with
 * this notice): under 1 ulp of the true value.
 */

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
/** Which of the two words holds sign and exponent: 1 on a little-endian machine. */
const high = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const low = 1 - high;

const two54 = 18014398509481984;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/**
 * 2^e for e = −1074…1023, at index e + 1074. Read from a table, because writing a double's upper word and reading the
 * whole back stalls the processor for a dozen cycles.
 */
const powersOfTwo = new Float64Array(2098);
const zeroExponent = 1074;
powersOfTwo[zeroExponent] = 1;
for (let exponent = 1; exponent <= 1023; exponent += 1) {
  powersOfTwo[zeroExponent + exponent] = 2 * (powersOfTwo[zeroExponent + exponent - 1] as number);
}
for (let exponent = -1; exponent >= -zeroExponent; exponent -= 1) {
  powersOfTwo[zeroExponent + exponent] = (powersOfTwo[zeroExponent + exponent + 1] as number) / 2;
}

/** `value × 2^exponent` for a value in [1/2, 2) and an exponent in −1075…1024, rounded at most once. */
function scale(value: number, exponent: number): number {
  if (exponent > 1023) return 2 * value * (powersOfTwo[zeroExponent + exponent - 1] as number);
  if (exponent < -1074) return 0.5 * value * (powersOfTwo[zeroExponent + exponent + 1] as number);
  return value * (powersOfTwo[zeroExponent + exponent] as number);
}

/** The exponent e with 2^e ≤ value < 2^(e+1), for a positive finite value, subnormals included. */
export function floorLog2(value: number): number {
  float[0] = value;
  const exponent = ((words[high] as number) >>> 20) & 0x7ff;
  if (exponent !== 0) return exponent - 1023;
  float[0] = value * two54;
  return (((words[high] as number) >>> 20) & 0x7ff) - 1023 - 54;
}

/** Natural logarithm. `ln(0)` is −Infinity, of a negative number NaN. */
export function ln(value: number): number {
  if (!(value > 0)) return value === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (value === Number.POSITIVE_INFINITY) return value;
  let exponent = 0;
  let normal = value;
  float[0] = value;
  let word = words[high] as number;
  if (word < 0x00100000) {
    normal *= two54;
    exponent = -54;
    float[0] = normal;
    word = words[high] as number;
  }
  // The mantissa goes to [√2/2, √2): from √2 up (0x6a09c in the upper 20 bits) it counts for the next octave.
  const shift = (word >> 20) - 1023 + (((word & 0xfffff) + 0x95f64) >> 20);
  exponent += shift;
  const f = normal * (powersOfTwo[zeroExponent - shift] as number) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const half = 0.5 * f * f;
  return exponent * ln2High - (half - (s * (half + odd + even) + exponent * ln2Low) - f);
}

/** e to the power of `value`. Infinity above 709.78, 0 below −745.13. */
export function exp(value: number): number {
  if (!(value <= 709.782712893384)) return value > 0 ? Number.POSITIVE_INFINITY : value;
  if (value < -745.1332191019411) return 0;
  const exponent = Math.floor(value * Math.LOG2E + 0.5);
  const upper = value - exponent * ln2High;
  const lower = exponent * ln2Low;
  const x = upper - lower;
  const t = x * x;
  const c = x - t * expTail(t);
  return scale(1 - (lower - (x * c) / (2 - c) - upper), exponent);
}

/** The Remez polynomial that `exp` and `pow` share. */
function expTail(t: number): number {
  return (
    0.16666666666666602 +
    t *
      (-0.0027777777777015593 +
        t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8)))
  );
}

/** Drops the low 32 bits of the fraction, so that products of two such numbers are exact. */
function truncated(value: number): number {
  float[0] = value;
  words[low] = 0;
  return float[0] as number;
}

/** `base` to the power of `power`, with the special cases of ECMAScript's `**` (so `pow(1, Infinity)` is NaN). */
export function pow(base: number, power: number): number {
  if (power === 0) return 1;
  if (Number.isNaN(base) || Number.isNaN(power)) return Number.NaN;
  const size = Math.abs(base);
  if (Math.abs(power) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === power > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const isNegative = base < 0 || Object.is(base, -0);
  // Doubles of 2^53 and more are all even.
  const isOdd = Math.abs(power) < 9007199254740992 && Math.abs(power % 2) === 1;
  const sign = isNegative && isOdd ? -1 : 1;
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    return sign * ((size === 0) === power > 0 ? 0 : Number.POSITIVE_INFINITY);
  }
  if (isNegative && Math.trunc(power) !== power) return Number.NaN;
  if (size === 1) return sign;
  return sign * positivePower(size, power);
}

/** fdlibm's pow for a positive finite base other than 1: log2 in two doubles, times the power, then 2^x. */
function positivePower(base: number, power: number): number {
  // Beyond 2^65 the result overflows or vanishes for every base but 1, and the splitting below would lose its bits.
  const bounded = Math.max(-3.6893488147419103e19, Math.min(3.6893488147419103e19, power));
  const isSubnormal = base < 2.2250738585072014e-308;
  const normal = isSubnormal ? base * two54 : base;
  const octave = floorLog2(normal);
  let exponent = isSubnormal ? octave - 54 : octave;
  let x = normal * (powersOfTwo[zeroExponent - octave] as number);
  float[0] = x;
  const mantissa = (words[high] as number) & 0xfffff;
  // Interval 0 is around 1, interval 1 around 3/2; above √3 the next octave.
  let isUpper = false;
  if (mantissa > 0x3988e) {
    if (mantissa < 0xbb67a) isUpper = true;
    else {
      exponent += 1;
      x *= 0.5;
    }
  }
  const centre = isUpper ? 1.5 : 1;

  // s = (x − centre)/(x + centre) in two doubles.
  const u = x - centre;
  const v = 1 / (x + centre);
  const s = u * v;
  const sHigh = truncated(s);
  float[0] = x;
  const word = words[high] as number;
  float[0] = 0;
  words[high] = ((word >> 1) | 0x20000000) + 0x00080000 + (isUpper ? 1 << 18 : 0);
  const tHigh = float[0] as number;
  const tLow = x - (tHigh - centre);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);

  // ln(x/centre) = 2s + 2/3 s³ + …
  const s2 = s * s;
  const series =
    s2 *
      s2 *
      (0.5999999999999946 +
        s2 *
          (0.4285714285785502 +
            s2 *
              (0.33333332981837743 +
                s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))) +
    sLow * (sHigh + s);
  const square = sHigh * sHigh;
  const rHigh = truncated(3 + square + series);
  const rLow = series - (rHigh - 3 - square);
  const pu = sHigh * rHigh;
  const pv = sLow * rHigh + rLow * s;
  const pHigh = truncated(pu + pv);
  const pLow = pv - (pHigh - pu);
  const zHigh = 0.9617967009544373 * pHigh;
  const zLow =
    -7.028461650952758e-9 * pHigh + pLow * 0.9617966939259756 + (isUpper ? 1.350039202129749e-8 : 0);
  const offset = isUpper ? 0.5849624872207642 : 0;
  const logHigh = truncated(zHigh + zLow + offset + exponent);
  const logLow = zLow - (logHigh - exponent - offset - zHigh);

  // power × log2(base) in two doubles.
  const powerHigh = truncated(bounded);
  const productLow = (bounded - powerHigh) * logHigh + bounded * logLow;
  const productHigh = powerHigh * logHigh;
  const product = productHigh + productLow;
  // A sum that rounds to 1024 may be just under it: the multiplication by 2^1024 decides.
  if (product > 1024) return Number.POSITIVE_INFINITY;
  if (product < -1075) return 0;
  return exp2OfSum(productHigh, productLow);
}

/** 2^(upper + lower), where the sum is in [−1075, 1024]. */
function exp2OfSum(upper: number, lower: number): number {
  const whole = Math.floor(upper + lower + 0.5);
  const rest = upper - whole;
  const t = truncated(lower + rest);
  const u = t * 0.6931471824645996;
  const v = (lower - (t - rest)) * Math.LN2 + t * -1.904654299957768e-9;
  const z = u + v;
  const w = v - (z - u);
  const t2 = z * z;
  const t1 = z - t2 * expTail(t2);
  const r = (z * t1) / (t1 - 2) - (w + z * w);
  return scale(1 - (r - z), whole);
}
