package io.brokerway.broker.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of listings.
 *
 * @param nextPageToken opaque; absent on the last page
 */
public record ListingPage(List<Listing> listings, @Nullable String nextPageToken) {
  public ListingPage {
    listings = List.copyOf(listings);
  }
}
