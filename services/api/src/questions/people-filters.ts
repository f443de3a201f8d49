/** The filters on people that are set, for scopes in which an absent filter is an absent field. */
export function setFilters(query: {
  rep?: string | undefined;
  team?: string | undefined;
  manager?: string | undefined;
}): { rep?: string; team?: string; manager?: string } {
  return {
    ...(query.rep === undefined ? {} : { rep: query.rep }),
    ...(query.team === undefined ? {} : { team: query.team }),
    ...(query.manager === undefined ? {} : { manager: query.manager }),
  };
}
