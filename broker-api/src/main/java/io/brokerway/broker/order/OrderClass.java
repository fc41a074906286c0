package io.brokerway.broker.order;

/** How several orders hang together. FIX ContingencyType(1385) and MultiLegReportingType(442). */
public enum OrderClass {
  SIMPLE,
  /** An entry, then a take-profit and a stop-loss that cancel each other. */
  BRACKET,
  /** A take-profit and a stop-loss for a position that is there. */
  OCO,
  /** An entry, then one exit. */
  OTO,
  /** Several instruments traded as one, at one net price. */
  MULTI_LEG
}
