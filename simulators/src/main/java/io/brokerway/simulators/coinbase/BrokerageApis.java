package io.brokerway.simulators.coinbase;

/** The parts of the API v3. */
record BrokerageApis(
    AccountApi accounts,
    ProductApi products,
    OrderApi orders,
    EditDesk edits,
    CancelDesk cancels,
    FillApi fills) {}
