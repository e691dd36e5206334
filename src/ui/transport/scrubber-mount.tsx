/** Where the scrubber of the views hangs in the transport. */
export function ScrubberMount() {
  return <div data-scrubber />;
}
