/** Where the flow view of the views hangs. */
export function FlowCanvas({ descriptionId }: { readonly descriptionId: string }) {
  return <div aria-describedby={descriptionId} data-flow />;
}
