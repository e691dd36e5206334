/** The whole page, given the parts that outlive any render. */
import { AppContext, type AppParts } from './session/app-context.ts';
import { AppShell } from './shell/app-shell.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';

export function App({ parts }: { readonly parts: AppParts }) {
  return (
    <ErrorBoundary>
      <AppContext value={parts}>
        <AppShell />
      </AppContext>
    </ErrorBoundary>
  );
}
