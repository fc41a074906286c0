package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What listeners hear of an event, with the state as it stood right after it. */
sealed interface Notice {

  Instant at();

  void tell(VenueListener listener);

  record AccountOpened(Instant at, AccountKey account) implements Notice {
    @Override
    public void tell(VenueListener listener) {
      listener.onAccountOpened(account);
    }
  }

  record OrderChanged(
      Instant at,
      VenueListener.OrderEvent event,
      VenueOrder order,
      @Nullable VenueExecution execution)
      implements Notice {
    @Override
    public void tell(VenueListener listener) {
      listener.onOrder(event, order, execution);
    }
  }

  record Booked(Instant at, VenueTransaction transaction) implements Notice {
    @Override
    public void tell(VenueListener listener) {
      listener.onTransaction(transaction);
    }
  }
}
