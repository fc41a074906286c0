package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import org.jspecify.annotations.Nullable;

/** Passes on what happens to orders: to the sockets, to the application, to icebergs. */
final class OrderNews implements VenueListener {
  private final OrderNotes notes;
  private final DayOrders orders;
  private final OrderView view;
  private final Ticker ticker;
  private final Postbacks postbacks;
  private final Icebergs icebergs;

  OrderNews(
      OrderNotes notes,
      DayOrders orders,
      OrderView view,
      Ticker ticker,
      Postbacks postbacks,
      Icebergs icebergs) {
    this.notes = notes;
    this.orders = orders;
    this.view = view;
    this.ticker = ticker;
    this.postbacks = postbacks;
    this.icebergs = icebergs;
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    if (!OrderHistory.isTold(event)) {
      return;
    }
    var note = notes.awaited(order.id());
    if (note.isEmpty() || isOvertaken(note.get(), order)) {
      return;
    }
    var whole = orders.order(order.account(), note.get());
    var row = view.row(whole);
    ticker.tell(note.get().userId(), OrderView.told(row.deepCopy(), null));
    postbacks.tell(note.get().apiKey(), row);
    if (event == OrderEvent.FILL) {
      icebergs.filled(whole);
    }
  }

  /** What becomes of a link that a change put another one in place of is of no interest. */
  private boolean isOvertaken(OrderNote note, VenueOrder order) {
    return !note.links().getLast().equals(order.id()) || notes.isLeft(order.id());
  }
}
