/** Every key and what it does. */
import { Dialog } from '../controls/dialog.tsx';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './overlays.module.css';

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useScreen();
  const later = useLater();
  return (
    <Dialog title={t.keys.title} onClose={onClose}>
      <p className={styles.text}>{later.keys.intro}</p>
      <table className={styles.keys}>
        <tbody>
          {later.keys.rows.map(({ keys, does }) => (
            <tr key={does}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
