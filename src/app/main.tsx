// The composition root: the only file that knows every room.
import { createRoot } from 'react-dom/client';

const host = document.getElementById('root');
if (host) createRoot(host).render('Nines');
