package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.server.json.InvalidInput;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of transactions that this surface names; the documented ones come first. */
enum TransactionKind {
  @JsonProperty("buy")
  BUY(TransactionType.BUY),
  @JsonProperty("sell")
  SELL(TransactionType.SELL),
  @JsonProperty("dividend")
  DIVIDEND(TransactionType.DIVIDEND),
  @JsonProperty("deposit")
  DEPOSIT(TransactionType.DEPOSIT),
  @JsonProperty("withdrawal")
  WITHDRAWAL(TransactionType.WITHDRAWAL),
  @JsonProperty("transfer")
  TRANSFER(TransactionType.TRANSFER_IN, TransactionType.TRANSFER_OUT),
  @JsonProperty("interest")
  INTEREST(TransactionType.INTEREST),
  @JsonProperty("fee")
  FEE(TransactionType.FEE),
  @JsonProperty("tax")
  TAX(TransactionType.TAX),
  @JsonProperty("split")
  SPLIT(TransactionType.SPLIT),
  @JsonProperty("merger")
  MERGER(TransactionType.MERGER),
  @JsonProperty("spin_off")
  SPIN_OFF(TransactionType.SPIN_OFF),
  @JsonProperty("symbol_change")
  SYMBOL_CHANGE(TransactionType.SYMBOL_CHANGE),
  @JsonProperty("option_exercise")
  OPTION_EXERCISE(TransactionType.OPTION_EXERCISE),
  @JsonProperty("option_assignment")
  OPTION_ASSIGNMENT(TransactionType.OPTION_ASSIGNMENT),
  @JsonProperty("option_expiry")
  OPTION_EXPIRY(TransactionType.OPTION_EXPIRY),
  @JsonProperty("staking_reward")
  STAKING_REWARD(TransactionType.STAKING_REWARD),
  @JsonProperty("fx_conversion")
  FX_CONVERSION(TransactionType.FX_CONVERSION),
  @JsonProperty("adjustment")
  ADJUSTMENT(TransactionType.ADJUSTMENT),
  @JsonProperty("other")
  OTHER(TransactionType.OTHER);

  private final Set<TransactionType> types;

  TransactionKind(TransactionType... types) {
    this.types = Set.of(types);
  }

  static TransactionKind of(TransactionType type) {
    return Arrays.stream(values())
        .filter(kind -> kind.types.contains(type))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no name for " + type));
  }

  /**
   * Reads a query parameter.
   *
   * @throws InvalidInput listing what is taken
   */
  static TransactionKind parse(String text) {
    for (var kind : values()) {
      if (kind.wireName().equals(text)) {
        return kind;
      }
    }
    throw new InvalidInput(
        "transaction_type", "must be one of " + String.join(", ", names()), names());
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(TransactionKind::wireName).toList();
  }

  private String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Ours that it stands for. */
  Set<TransactionType> types() {
    return types;
  }

  /** A quantity that counts in the direction of this type: what was sold is positive. */
  @Nullable BigDecimal quantity(@Nullable BigDecimal booked) {
    return booked != null && this == SELL ? booked.negate() : booked;
  }

  /**
   * An amount that counts in the direction of this type: what was paid or withdrawn is positive.
   */
  @Nullable BigDecimal amount(@Nullable BigDecimal booked) {
    return booked != null && (this == BUY || this == WITHDRAWAL) ? booked.negate() : booked;
  }
}
