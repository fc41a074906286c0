package io.brokerway.engine.portfolio;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a fill adds to a snapshot that may lack it.
 *
 * @param quantity the change of the holding; zero if it is not known
 * @param cash the change of cash, in the instrument's currency
 * @param isDoubtful whether the snapshot may hold it already, or the change is not known
 */
record Effect(
    Instrument instrument,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal cash,
    boolean isDoubtful,
    Instant bookedAt) {

  /** What fills and corrections add to a snapshot, in the order in which they were booked. */
  static List<Effect> of(List<BookedFill> booked, ReadSpan span) {
    var amendments = new HashMap<UUID, BookedFill>();
    var orphans = new ArrayList<BookedFill>();
    for (var news : booked) {
      if (news.kind() != Execution.Kind.FILL) {
        match(booked, news, amendments, orphans);
      }
    }
    var effects = new ArrayList<Effect>();
    for (var fill : booked) {
      if (fill.kind() == Execution.Kind.FILL) {
        add(effects, fill, amendments, span);
      }
    }
    for (var orphan : orphans) {
      if (orphan.placeNews(span) != ReadSpan.Placement.BEFORE) {
        effects.add(unknown(orphan));
      }
    }
    return effects;
  }

  private static void match(
      List<BookedFill> booked,
      BookedFill news,
      Map<UUID, BookedFill> amendments,
      List<BookedFill> orphans) {
    var fill = booked.stream().filter(news::amends).findFirst();
    if (fill.isPresent()) {
      // The last word counts.
      amendments.put(fill.get().id(), news);
    } else {
      orphans.add(news);
    }
  }

  private static void add(
      List<Effect> effects, BookedFill fill, Map<UUID, BookedFill> amendments, ReadSpan span) {
    var amendment = amendments.get(fill.id());
    var placement = fill.place(span);
    if (placement != ReadSpan.Placement.BEFORE) {
      var doubtful = placement == ReadSpan.Placement.DOUBTFUL;
      effects.add(whole(amendment == null ? fill : amendment, doubtful));
    } else if (amendment != null && amendment.placeNews(span) != ReadSpan.Placement.BEFORE) {
      effects.add(difference(fill, amendment));
    }
  }

  private static Effect whole(BookedFill fill, boolean doubtful) {
    return new Effect(
        fill.instrument(),
        fill.signedQuantity(),
        fill.price(),
        fill.cash(),
        doubtful,
        fill.bookedAt());
  }

  /** The snapshot holds the fill, but perhaps not yet what became of it. */
  private static Effect difference(BookedFill fill, BookedFill amendment) {
    return new Effect(
        fill.instrument(),
        amendment.signedQuantity().subtract(fill.signedQuantity()),
        amendment.price(),
        amendment.cash().subtract(fill.cash()),
        true,
        amendment.bookedAt());
  }

  private static Effect unknown(BookedFill orphan) {
    return new Effect(
        orphan.instrument(),
        BigDecimal.ZERO,
        orphan.price(),
        BigDecimal.ZERO,
        true,
        orphan.bookedAt());
  }
}
