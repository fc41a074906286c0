package io.brokerway.simulators.zerodha;

/** The parts of the API. */
record KiteApis(
    SessionApi sessions,
    UserApi users,
    Funds funds,
    OrderApi orders,
    PortfolioApi portfolio,
    MarketApi market,
    Calculators calculators,
    TriggerApi triggers,
    FundApi mutualFunds) {}
