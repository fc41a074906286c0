package io.brokerway.simulators.alpaca;

/** The parts of the trading API, shared by the live and the paper host. */
record TradingApis(
    AccountApi account,
    MarketCalendar calendar,
    AssetApi assets,
    PositionApi positions,
    ActivityApi activities,
    OrderApi orders,
    PortfolioHistory history,
    OptionApi options,
    ActivityEvents events,
    WalletApi wallets) {}
