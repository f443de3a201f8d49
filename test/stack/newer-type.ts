/** The type that the earlier release of the tests does not know yet, and the lines of source that came with it. */
export const newerType = 'sales.activity.planned.v1';
export const newTypePattern = /activityPlanned|sales\.activity\.planned\.v1/;
