/**
 * Zerodha (Kite Connect v3): one login is one account, in rupees, live only. The user logs in on
 * Kite's page and brings a request token, which is exchanged with a checksum for a token that ends
 * at about six in the morning of India, every day. Oddities: no order id of ours but a tag, which
 * is echoed and not unique; a reply of 200 says only that the order was taken in, refusals of risk
 * and exchange come later as a state; orders and trades are told for the present day alone; a buy
 * of today stands among the positions and tomorrow among the holdings; a market order needs market
 * protection; times are Indian and carry no zone.
 */
@NullMarked
package io.brokerway.brokers.zerodha;

import org.jspecify.annotations.NullMarked;
