package io.brokerway.server.rest.v1;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionChainQuery;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.Symbol;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Prices and instruments, each asked of the broker of one of the user's accounts. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Market")
final class MarketRoutes {
  private static final int MAX_SYMBOLS = 100;
  private static final int MAX_LISTINGS = 100;
  private static final int MAX_DAYS = 366;

  private final Market market;
  private final Accounts accounts;

  MarketRoutes(Market market, Accounts accounts) {
    this.market = market;
    this.accounts = accounts;
  }

  @GetMapping("/quotes")
  @Needs(Scope.READ)
  @Operation(
      summary = "The best prices of some instruments",
      description = "An instrument that the account's broker does not know is left out.")
  Page<QuoteResource> quotes(
      Acting acting,
      @RequestParam List<String> symbols,
      @RequestParam(required = false) @Nullable AssetClass assetClass,
      @RequestParam(required = false) @Nullable UUID accountId) {
    if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
      throw new InvalidInput("symbols", "must name 1 to " + MAX_SYMBOLS);
    }
    var instruments =
        symbols.stream().map(symbol -> instrument("symbols", symbol, assetClass)).toList();
    return Page.only(
        market.quotes(source(acting, accountId), instruments).stream()
            .map(QuoteResource::of)
            .toList());
  }

  @GetMapping("/bars")
  @Needs(Scope.READ)
  @Operation(summary = "Bars of one instrument, the oldest first")
  Page<BarResource> bars(
      Acting acting,
      @RequestParam String symbol,
      @RequestParam(required = false) @Nullable AssetClass assetClass,
      @RequestParam(defaultValue = "DAY_1") BarSize size,
      @RequestParam Instant from,
      @RequestParam Instant to,
      @RequestParam(defaultValue = "1000") int limit,
      @RequestParam(required = false) @Nullable UUID accountId) {
    if (!from.isBefore(to)) {
      throw new InvalidInput("from", "must be before to");
    }
    var query =
        new BarQuery(
            instrument("symbol", symbol, assetClass),
            size,
            from,
            to,
            Limits.check(limit, BarQuery.MAX_BARS));
    return Page.only(
        market.bars(source(acting, accountId), query).stream().map(BarResource::of).toList());
  }

  @GetMapping("/instruments")
  @Needs(Scope.READ)
  @Operation(summary = "Instruments whose symbol or name contains a text, the best match first")
  Page<ListingResource> search(
      Acting acting,
      @RequestParam String query,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable UUID accountId) {
    if (query.isBlank() || query.length() > MAX_LISTINGS) {
      throw new InvalidInput("query", "must have 1 to 100 characters");
    }
    var most = Limits.check(limit, MAX_LISTINGS);
    return Page.only(
        market.search(source(acting, accountId), query.strip(), most).stream()
            .map(ListingResource::of)
            .toList());
  }

  @GetMapping("/instruments/{symbol}")
  @Needs(Scope.READ)
  @Operation(summary = "One instrument as the account's broker offers it")
  ListingResource listing(
      Acting acting,
      @PathVariable String symbol,
      @RequestParam(required = false) @Nullable AssetClass assetClass,
      @RequestParam(required = false) @Nullable UUID accountId) {
    return market
        .listing(source(acting, accountId), instrument("symbol", symbol, assetClass))
        .map(ListingResource::of)
        .orElseThrow(() -> ProblemException.notFound("The instrument"));
  }

  @GetMapping("/market-hours")
  @Needs(Scope.READ)
  @Operation(summary = "Whether the market of an instrument trades, and when it opens and closes")
  MarketHoursResource hours(
      Acting acting,
      @RequestParam String symbol,
      @RequestParam(required = false) @Nullable AssetClass assetClass,
      @RequestParam(required = false) @Nullable UUID accountId) {
    return MarketHoursResource.of(
        market.hours(source(acting, accountId), instrument("symbol", symbol, assetClass)));
  }

  @GetMapping("/trading-days")
  @Needs(Scope.READ)
  @Operation(
      summary = "The days on which the market of an instrument trades, in order",
      description = "Both dates are inclusive; at most 366 days apart.")
  Page<TradingDayResource> tradingDays(
      Acting acting,
      @RequestParam String symbol,
      @RequestParam(required = false) @Nullable AssetClass assetClass,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      @RequestParam(required = false) @Nullable UUID accountId) {
    if (to.isBefore(from) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw new InvalidInput("to", "must be 0 to %d days after from".formatted(MAX_DAYS));
    }
    return Page.only(
        market
            .tradingDays(
                source(acting, accountId), instrument("symbol", symbol, assetClass), from, to)
            .stream()
            .map(TradingDayResource::of)
            .toList());
  }

  @GetMapping("/option-chain")
  @Needs(Scope.READ)
  @Operation(summary = "The options of an underlying, as the account's broker lists them")
  Page<ListingResource> optionChain(
      Acting acting,
      @RequestParam String underlying,
      @RequestParam(required = false) @Nullable LocalDate expiresFrom,
      @RequestParam(required = false) @Nullable LocalDate expiresTo,
      @RequestParam(required = false) @Nullable OptionRight right,
      @RequestParam(required = false) @Nullable BigDecimal strikeFrom,
      @RequestParam(required = false) @Nullable BigDecimal strikeTo,
      @RequestParam(required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable UUID accountId) {
    var symbol = instrument("underlying", underlying, AssetClass.EQUITY).symbol();
    var query =
        new OptionChainQuery(
            symbol,
            expiresFrom,
            expiresTo,
            right,
            strikeFrom,
            strikeTo,
            Limits.check(limit, OptionChainQuery.MAX_OPTIONS),
            pageToken);
    var page = market.optionChain(source(acting, accountId), query);
    return new Page<>(
        page.listings().stream().map(ListingResource::of).toList(), page.nextPageToken());
  }

  private ConnectionRef source(Acting acting, @Nullable UUID accountId) {
    if (accountId != null) {
      return accounts.account(acting.tenant(), acting.user(), accountId).connectionRef();
    }
    return accounts.ofOwner(acting.owner()).stream()
        .findFirst()
        .orElseThrow(
            () -> new InvalidInput("accountId", "is required: the user has no account yet"))
        .connectionRef();
  }

  private static Instrument instrument(
      String field, String symbol, @Nullable AssetClass assetClass) {
    var errors = new FieldErrors();
    var instrument = Symbol.parse(field, symbol, assetClass, errors);
    errors.throwIfAny();
    return Objects.requireNonNull(instrument);
  }
}
