package io.brokerway.simulators.etrade;

/** The parts of the API. */
record EtradeApis(
    AccountApi accounts,
    PortfolioApi portfolio,
    TransactionApi transactions,
    OrderApi orders,
    MarketApi market,
    OptionMarketApi options) {}
