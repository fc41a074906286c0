package io.brokerway.exchange;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as the journal keeps it: results, never intentions, so that a later version of the
 * matching reads an old journal to the same state. Fields are only ever added, with a meaning for
 * their absence.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VenueEvent.AccountOpened.class, name = "account-opened"),
  @JsonSubTypes.Type(value = VenueEvent.InstrumentListed.class, name = "instrument-listed"),
  @JsonSubTypes.Type(value = VenueEvent.CashMoved.class, name = "cash-moved"),
  @JsonSubTypes.Type(value = VenueEvent.OrderPlaced.class, name = "order-placed"),
  @JsonSubTypes.Type(value = VenueEvent.OrderTriggered.class, name = "order-triggered"),
  @JsonSubTypes.Type(value = VenueEvent.OrderTrailed.class, name = "order-trailed"),
  @JsonSubTypes.Type(value = VenueEvent.OrderFilled.class, name = "order-filled"),
  @JsonSubTypes.Type(value = VenueEvent.OrderEnded.class, name = "order-ended"),
  @JsonSubTypes.Type(value = VenueEvent.OrderActivated.class, name = "order-activated"),
  @JsonSubTypes.Type(value = VenueEvent.OrderRestated.class, name = "order-restated"),
  @JsonSubTypes.Type(value = VenueEvent.SharesSplit.class, name = "shares-split"),
  @JsonSubTypes.Type(value = VenueEvent.DividendPaid.class, name = "dividend-paid"),
  @JsonSubTypes.Type(value = VenueEvent.HoldingMoved.class, name = "holding-moved"),
  @JsonSubTypes.Type(value = VenueEvent.OptionExpired.class, name = "option-expired"),
})
sealed interface VenueEvent {

  Instant at();

  record AccountOpened(
      Instant at, String account, String currency, BigDecimal multiplier, boolean shorting)
      implements VenueEvent {}

  /**
   * An instrument that no price source knows by itself, kept so that the journal can be read while
   * its source cannot be asked.
   *
   * @param assetClass EQUITY, ETF or CRYPTO
   * @param listing the MIC that is part of the instrument; absent if none
   * @param market the MIC of the listing market; absent if it is not known
   */
  record InstrumentListed(
      Instant at,
      String symbol,
      AssetClass assetClass,
      String currency,
      @Nullable String listing,
      String name,
      @Nullable String market,
      int priceDecimals,
      int quantityDecimals)
      implements VenueEvent {

    static InstrumentListed of(Listed listed, Instant at) {
      var instrument = listed.instrument();
      var listing =
          switch (instrument) {
            case Instrument.Equity equity -> equity.listing();
            case Instrument.Etf etf -> etf.listing();
            case Instrument.CryptoPair _ -> null;
            default ->
                throw new IllegalArgumentException("a venue lists no " + instrument.assetClass());
          };
      return new InstrumentListed(
          at,
          listed.symbol(),
          instrument.assetClass(),
          instrument.currency().code(),
          listing == null ? null : listing.code(),
          listed.name(),
          listed.market() == null ? null : listed.market().code(),
          listed.priceDecimals(),
          listed.quantityDecimals());
    }

    Listed listed() {
      var place = listing == null ? null : new Mic(listing);
      var money = new CurrencyCode(currency);
      var instrument =
          switch (assetClass) {
            case EQUITY -> new Instrument.Equity(symbol, place, money);
            case ETF -> new Instrument.Etf(symbol, place, money);
            case CRYPTO -> Instrument.CryptoPair.parse(symbol);
            case OPTION, FUTURE, FOREX, BOND, FUND, CASH, UNKNOWN ->
                throw new IllegalStateException("the journal lists a " + assetClass);
          };
      return new Listed(
          instrument,
          name,
          market == null ? null : new Mic(market),
          priceDecimals,
          quantityDecimals);
    }
  }

  record CashMoved(
      Instant at,
      String account,
      String transaction,
      TransactionType type,
      BigDecimal amount,
      String description)
      implements VenueEvent {}

  /**
   * @param held whether it waits for its entry
   * @param counted whether it binds holdings and equity; of two exits only the first does
   * @param legs the ids of the orders that hang on it
   * @param replaces the order that ends by this one; what that one filled is carried on
   */
  record OrderPlaced(
      Instant at,
      String id,
      String account,
      String clientOrderId,
      OrderClass orderClass,
      String symbol,
      Side side,
      OrderTerms terms,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal notional,
      boolean allOrNone,
      boolean held,
      boolean counted,
      Binding binding,
      @Nullable String parent,
      List<String> legs,
      @Nullable String replaces,
      @Nullable Instant expiresAt,
      @Nullable Trail trail)
      implements VenueEvent {}

  /**
   * What an order binds until it fills or ends.
   *
   * @param closing units that reduce a holding
   * @param opening units that open or enlarge one
   * @param equityPerUnit what each opening unit binds of the account's equity
   */
  record Binding(BigDecimal closing, BigDecimal opening, BigDecimal equityPerUnit) {
    static final Binding NONE = new Binding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** Where a trailing stop stands. */
  record Trail(BigDecimal highWaterMark, BigDecimal stop) {}

  record OrderTriggered(Instant at, String id) implements VenueEvent {}

  record OrderTrailed(Instant at, String id, Trail trail) implements VenueEvent {}

  /**
   * @param sizeSlot of the displayed size that it used up
   * @param complete whether nothing is left to fill
   */
  record OrderFilled(
      Instant at,
      String id,
      String execution,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal fee,
      long sizeSlot,
      boolean complete)
      implements VenueEvent {}

  /** {@code status} is CANCELED or EXPIRED. */
  record OrderEnded(Instant at, String id, OrderStatus status, String text) implements VenueEvent {}

  record OrderActivated(
      Instant at,
      String id,
      BigDecimal quantity,
      Binding binding,
      @Nullable Instant expiresAt,
      @Nullable Trail trail)
      implements VenueEvent {}

  record OrderRestated(Instant at, String id, BigDecimal quantity, Binding binding)
      implements VenueEvent {}

  record SharesSplit(
      Instant at, String transaction, String account, String symbol, BigDecimal ratio)
      implements VenueEvent {}

  record DividendPaid(
      Instant at, String transaction, String account, String symbol, BigDecimal perShare)
      implements VenueEvent {}

  /**
   * A holding of an option came to its end.
   *
   * @param delivery the id of the transaction that moves the shares; absent if it ended worthless
   */
  record OptionExpired(
      Instant at, String transaction, @Nullable String delivery, String account, String symbol)
      implements VenueEvent {}

  /**
   * Units came from elsewhere or went there.
   *
   * @param quantity below 0 for what went
   * @param price at which they are counted
   */
  record HoldingMoved(
      Instant at,
      String account,
      String transaction,
      String symbol,
      BigDecimal quantity,
      BigDecimal price,
      String description)
      implements VenueEvent {}
}
