import type { Role } from '../api/console-answers.ts';

/** Roles as the screens call them. */
export const roleNames: Readonly<Record<Role, string>> = {
  rep: 'Salesperson',
  manager: 'Manager',
  director: 'Director',
  board: 'Board',
  sales_ops: 'Sales operations',
};
