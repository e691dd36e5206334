import { createFakeSession } from '../ui/testing/fake-session.ts';

export const openSession = createFakeSession;
