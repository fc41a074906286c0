package io.brokerway.broker.account;

/** What a transaction did. */
public enum TransactionType {
  BUY,
  SELL,
  DIVIDEND,
  INTEREST,
  FEE,
  TAX,
  DEPOSIT,
  WITHDRAWAL,
  TRANSFER_IN,
  TRANSFER_OUT,
  SPLIT,
  MERGER,
  SPIN_OFF,
  SYMBOL_CHANGE,
  OPTION_EXERCISE,
  OPTION_ASSIGNMENT,
  OPTION_EXPIRY,
  STAKING_REWARD,
  FX_CONVERSION,
  ADJUSTMENT,
  OTHER
}
