package io.codemaster.app.security.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/** Where it is remembered how much each caller has used: in this process, or where several processes see it. */
interface RequestBuckets {

    /** The caller's bucket; full when it is new. */
    Bucket bucket(String key, BucketConfiguration configuration);
}
