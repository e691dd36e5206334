// Unpacks the npm package's Chromium into TMPDIR, which the caller points at a folder of its own. A process
// apart, because the package decides what to unpack from the environment at import time.
import chromium from '@sparticuz/chromium';

process.stdout.write(await chromium.executablePath());
