// Where properties draw from: the same everywhere, so that a tree passes or fails alike on every machine (decision 0037).
import fc from 'fast-check';

const usual = 20_261_130;
fc.configureGlobal({ seed: Number(process.env.NINES_SEED ?? usual) });
