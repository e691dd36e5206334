/** Every key and what it does. */
import { Dialog } from '../controls/dialog.tsx';
import { useScreen } from '../session/use-screen.ts';
import styles from './overlays.module.css';

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useScreen();
  return (
    <Dialog title={t.keys.title} onClose={onClose}>
      <p className={styles.text}>{t.keys.intro}</p>
      <table className={styles.keys}>
        <tbody>
          {t.keys.rows.map(({ keys, does }) => (
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
