import type { Permission } from '@hearth/api';
import type { Operator } from '@hearth/schema';

let current: Operator | null = null;

/** Remembers who is signed in; null after they have left. The app calls it, nobody else. */
export const setOperator = (operator: Operator | null): void => {
  current = operator;
};

/** Who is signed in. Pages are shown to nobody else, so that asking without a session is a defect. */
export const operator = (): Operator => {
  if (!current) throw new Error('Nobody is signed in.');
  return current;
};

/** Whether the backend would let this operator: what they may not call is not shown. */
export const may = (permission: Permission): boolean => current?.permissions.includes(permission) ?? false;
