package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kite's list of instruments: comma-separated lines below a line of names. Pure. */
final class ZerodhaInstruments {
  /** What Kite calls a share; indices have the type too, in a segment of their own. */
  private static final String SHARE = "EQ";

  private static final String INDICES = "INDICES";
  private static final int MOST_COLUMNS = 64;

  private ZerodhaInstruments() {}

  /**
   * A share as it is listed.
   *
   * @param token what ticks and candles name it by; a derivative's is used again after its end
   * @param tickSize the step of its prices
   */
  record Row(
      long token,
      String exchange,
      String symbol,
      String name,
      BigDecimal tickSize,
      BigDecimal lotSize) {}

  /** The shares of a list, by symbol. */
  static Map<String, Row> shares(String csv) {
    var lines = csv.lines().toList();
    if (lines.isEmpty()) {
      throw new UnexpectedReply("Zerodha sent an empty list of instruments");
    }
    var columns = cells(lines.getFirst());
    var rows = new LinkedHashMap<String, Row>();
    for (var line : lines.subList(1, lines.size())) {
      if (line.isBlank()) {
        continue;
      }
      var cells = cells(line);
      if (cells.size() != columns.size()) {
        throw new UnexpectedReply("Zerodha sent an instrument of another shape than its list");
      }
      if (cell(columns, cells, "instrument_type").equals(SHARE)
          && !cell(columns, cells, "segment").equals(INDICES)) {
        var row = row(columns, cells);
        rows.put(row.symbol(), row);
      }
    }
    return rows;
  }

  private static Row row(List<String> columns, List<String> cells) {
    try {
      return new Row(
          Long.parseLong(cell(columns, cells, "instrument_token")),
          cell(columns, cells, "exchange"),
          cell(columns, cells, "tradingsymbol"),
          cell(columns, cells, "name"),
          new BigDecimal(cell(columns, cells, "tick_size")),
          new BigDecimal(cell(columns, cells, "lot_size")));
    } catch (NumberFormatException e) {
      throw new UnexpectedReply("Zerodha sent an instrument without its figures", e);
    }
  }

  private static String cell(List<String> columns, List<String> cells, String name) {
    var index = columns.indexOf(name);
    if (index < 0) {
      throw new UnexpectedReply("Zerodha's list of instruments has no column " + name);
    }
    return cells.get(index);
  }

  /** The cells of a line; one in quotes may hold commas, and quotes twice. Source: RFC 4180. */
  static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var at = 0; at < line.length(); at++) {
      var character = line.charAt(at);
      if (character == '"') {
        var twice = quoted && at + 1 < line.length() && line.charAt(at + 1) == '"';
        if (twice) {
          cell.append('"');
          at++;
        } else {
          quoted = !quoted;
        }
      } else if (character == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    cells.add(cell.toString());
    if (cells.size() > MOST_COLUMNS) {
      throw new UnexpectedReply("Zerodha sent an instrument with too many columns");
    }
    return cells;
  }
}
