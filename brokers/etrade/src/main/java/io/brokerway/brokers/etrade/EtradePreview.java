package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.opened;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the second part of an order must repeat of its first: kept with the attempt before the order
 * may leave, so that whoever tries again places the very same order or none.
 *
 * @param ids what E*TRADE named the preview
 * @param request what was previewed
 * @param askedAt when, by our clock
 */
record EtradePreview(List<Long> ids, EtradeWire.OrderRequest request, String askedAt) {

  static EtradePreview of(Answered answer, EtradeWire.OrderRequest request) {
    var reply = Json.read(answer.body(), EtradeWire.PreviewReply.class);
    var previewed = opened("PreviewOrderResponse", reply.response());
    var ids =
        EtradeFigures.listed(previewed.previewIds()).stream()
            .map(id -> opened("previewId", id.previewId()))
            .toList();
    if (ids.isEmpty()) {
      throw new UnexpectedReply("E*TRADE sent a preview without an id");
    }
    return new EtradePreview(ids, request, answer.startedAt().toString());
  }

  /** What an earlier try of the same command kept. */
  static Optional<EtradePreview> read(Optional<byte[]> state) {
    return state.map(bytes -> Json.read(bytes, EtradePreview.class));
  }

  byte[] write() {
    return Json.write(this);
  }

  Instant at() {
    return Instant.parse(askedAt);
  }

  EtradeWire.OrderRequest toPlace() {
    return request.with(ids.stream().map(EtradeWire.PreviewId::new).toList());
  }

  /** The id of the order that a place made; empty texts are none. */
  static String orderId(EtradeWire.@Nullable PlacedOrder placed) {
    var ids = EtradeFigures.listed(opened("PlaceOrderResponse", placed).orderIds());
    if (ids.size() != 1) {
      throw new UnexpectedReply("E*TRADE sent %d order ids for one order".formatted(ids.size()));
    }
    return EtradeFigures.given("orderId", ids.getFirst().orderId());
  }
}
