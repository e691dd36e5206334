/** The page itself failed: says so in both languages, since the failure may be in the choice of one. */
import { Component, type ReactNode } from 'react';
import styles from './error-boundary.module.css';

interface State {
  readonly message: string | undefined;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { message: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <main role="alert" className={styles.box}>
        <h1>Nines stopped · Nines 已停止</h1>
        <p>The page could not be drawn. Reloading starts the run again.</p>
        <p lang="zh-CN">页面无法绘制。重新加载会重新开始这次运行。</p>
        <pre>{message}</pre>
        <button type="button" onClick={() => window.location.reload()}>
          Reload · 重新加载
        </button>
      </main>
    );
  }
}
