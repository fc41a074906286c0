package io.brokerway.engine.market;

import io.brokerway.broker.instrument.Identifier;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.InstrumentText;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of listings: what the broker of a connection last said of an instrument. */
final class ListingStore {
  private ListingStore() {}

  /** A listing, and when the broker was asked. */
  record Stored(Listing listing, Instant readAt) {}

  static Optional<Stored> find(Tx tx, ConnectionRef connection, String instrumentKey)
      throws SQLException {
    return tx.first(
        """
        SELECT instrument, name, tradable, fractionable, shortable, min_order_quantity,
               quantity_increment, price_increment, identifier_schemes, identifier_values, read_at
          FROM listing
         WHERE tenant_id = ? AND connection_id = ? AND instrument_key = ?
        """,
        row -> new Stored(listing(row), Columns.instant(row, "read_at")),
        connection.owner().tenant(),
        connection.connection(),
        instrumentKey);
  }

  static void save(Tx tx, ConnectionRef connection, Listing listing, Instant readAt)
      throws SQLException {
    tx.update(
        """
        INSERT INTO listing (
          tenant_id, connection_id, instrument_key, instrument, name, tradable, fractionable,
          shortable, min_order_quantity, quantity_increment, price_increment, identifier_schemes,
          identifier_values, read_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant_id, connection_id, instrument_key) DO UPDATE
          SET instrument = excluded.instrument, name = excluded.name,
              tradable = excluded.tradable, fractionable = excluded.fractionable,
              shortable = excluded.shortable, min_order_quantity = excluded.min_order_quantity,
              quantity_increment = excluded.quantity_increment,
              price_increment = excluded.price_increment,
              identifier_schemes = excluded.identifier_schemes,
              identifier_values = excluded.identifier_values, read_at = excluded.read_at
        """,
        connection.owner().tenant(),
        connection.connection(),
        listing.instrument().key(),
        InstrumentText.write(listing.instrument()),
        listing.name(),
        listing.tradable(),
        listing.fractionable(),
        listing.shortable(),
        listing.minOrderQuantity(),
        listing.quantityIncrement(),
        listing.priceIncrement(),
        listing.identifiers().stream().map(one -> one.scheme().name()).toArray(String[]::new),
        listing.identifiers().stream().map(Identifier::value).toArray(String[]::new),
        readAt);
  }

  static void remove(Tx tx, ConnectionRef connection, String instrumentKey) throws SQLException {
    tx.update(
        "DELETE FROM listing WHERE tenant_id = ? AND connection_id = ? AND instrument_key = ?",
        connection.owner().tenant(),
        connection.connection(),
        instrumentKey);
  }

  static void removeAll(Tx tx, ConnectionRef connection) throws SQLException {
    tx.update(
        "DELETE FROM listing WHERE tenant_id = ? AND connection_id = ?",
        connection.owner().tenant(),
        connection.connection());
  }

  private static Listing listing(ResultSet row) throws SQLException {
    return new Listing(
        InstrumentText.read(row.getString("instrument")),
        row.getString("name"),
        row.getBoolean("tradable"),
        row.getBoolean("fractionable"),
        row.getObject("shortable", Boolean.class),
        row.getBigDecimal("min_order_quantity"),
        row.getBigDecimal("quantity_increment"),
        row.getBigDecimal("price_increment"),
        identifiers(row));
  }

  private static List<Identifier> identifiers(ResultSet row) throws SQLException {
    var schemes = (String[]) row.getArray("identifier_schemes").getArray();
    var values = (String[]) row.getArray("identifier_values").getArray();
    var found = new ArrayList<Identifier>();
    for (var i = 0; i < schemes.length; i++) {
      found.add(new Identifier(Identifier.Scheme.valueOf(schemes[i]), values[i]));
    }
    return found;
  }
}
