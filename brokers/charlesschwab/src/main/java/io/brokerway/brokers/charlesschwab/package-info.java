/**
 * Charles Schwab by its Trader API for individuals. Live only: there is no paper environment. A
 * login on Schwab's page is good for seven days, whatever is done with it. Accounts have a hash in
 * place of their number in addresses. An order carries no id of ours, so a lost answer is settled
 * by what the order was; a refusal for a business reason comes as an order that was taken and then
 * rejected. The stream tells which order changed, and the order is then read.
 */
@NullMarked
package io.brokerway.brokers.charlesschwab;

import org.jspecify.annotations.NullMarked;
