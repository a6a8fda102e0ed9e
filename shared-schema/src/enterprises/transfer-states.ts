/** Where a request to hand premises over stands. */
export const transferStates = {
  REQUESTED: { zh: '待答复', en: 'Requested' },
  ACCEPTED: { zh: '已移交', en: 'Accepted' },
  REFUSED: { zh: '已拒绝', en: 'Refused' },
  WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
} as const;
