/** Tables of what belongs to a premises: it stands where its premises stands, and goes with it into another record. */
export const belongingTables = ['licence', 'insurance', 'stock_limit', 'risk_point', 'post_duty', 'trained_seller', 'supervision'] as const;
