package io.brokerway.broker.order;

/** What makes two reports of a fill the same fill, whatever source they came from. */
public enum FillIdentity {
  /** The broker's execution id: all its sources share it. */
  EXECUTION_ID,
  /** The broker order id with the cumulative quantity after the fill. */
  CUMULATIVE_QUANTITY
}
