package io.codemaster.app.store.event;

import java.util.TreeSet;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which transactions of this process are storing events. An event's number is given while its transaction is under way, and
 * larger numbers may be seen before; so a number that is missing behind them can still come until every transaction is over
 * that had begun by then. Only where no other process stores events in the same database is this all there is to know.
 */
public final class AppendsUnderWay {

    private final TreeSet<Long> underWay = new TreeSet<>();

    private long begun;

    /** Stores events within the transaction that is under way, or in one of its own. */
    public void during(Runnable append) {
        long number = begin();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    end(number);
                }
            });
            append.run();
            return;
        }
        try {
            append.run();
        } finally {
            end(number);
        }
    }

    private synchronized long begin() {
        underWay.add(++begun);
        return begun;
    }

    private synchronized void end(long number) {
        underWay.remove(number);
    }

    /** How many have begun by now. */
    public synchronized long begun() {
        return begun;
    }

    /** Whether the first so many are over. */
    public synchronized boolean areOver(long first) {
        return underWay.isEmpty() || underWay.first() > first;
    }
}
