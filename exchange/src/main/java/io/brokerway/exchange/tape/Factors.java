package io.brokerway.exchange.tape;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Splits and dividends, told as cumulative factors: those of a row hold up to and including its
 * date, so what changes them is in force from the next trading day on.
 *
 * @param rows the oldest first
 */
record Factors(List<Row> rows) {
  /** The files carry seven digits, which give dividends right to four decimals. */
  private static final int DIVIDEND_DECIMALS = 4;

  Factors {
    rows = List.copyOf(rows);
  }

  /** What changed between the close of a date and the open of the next trading day. */
  record Change(BigDecimal splitRatio, BigDecimal dividend) {}

  record Row(
      LocalDate date, BigDecimal priceFactor, BigDecimal splitFactor, BigDecimal referencePrice) {
    static Row parse(String line) {
      var parts = line.split(",", -1);
      return new Row(
          LocalDate.parse(parts[0]),
          new BigDecimal(parts[1]),
          new BigDecimal(parts[2]),
          new BigDecimal(parts[3]));
    }
  }

  /** The changes after rows dated within {@code [from, to)}, in order. */
  List<Change> within(LocalDate from, LocalDate to) {
    return rows.stream()
        .filter(row -> !row.date().isBefore(from) && row.date().isBefore(to))
        .flatMap(row -> after(row).stream())
        .toList();
  }

  private Optional<Change> after(Row row) {
    var next = rows.indexOf(row) + 1;
    if (next == rows.size()) {
      return Optional.empty();
    }
    var change = change(row, rows.get(next));
    var nothing = change.dividend.signum() == 0 && change.splitRatio.compareTo(BigDecimal.ONE) == 0;
    return nothing ? Optional.empty() : Optional.of(change);
  }

  private static Change change(Row row, Row next) {
    var paidPart =
        BigDecimal.ONE.subtract(row.priceFactor.divide(next.priceFactor, MathContext.DECIMAL64));
    var dividend =
        row.referencePrice
            .multiply(paidPart)
            .setScale(DIVIDEND_DECIMALS, RoundingMode.HALF_UP)
            .max(BigDecimal.ZERO)
            .stripTrailingZeros();
    return new Change(ratio(row, next), dividend);
  }

  /** Factors are rounded, ratios are not: 0.0357143 to 0.25 is 7 for 1. */
  private static BigDecimal ratio(Row row, Row next) {
    var ratio = next.splitFactor.divide(row.splitFactor, MathContext.DECIMAL64);
    return ratio.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
