// The core of OpenH264's C++ decoder behind three C functions, and what stands in for the files that are left out of the build:
// welsDecoderExt (its outer layer), WelsThreadLib and wels_decoder_thread (threads), utils and welsCodecTrace (the log).
//
// The outer layer is left out for its output queue. That holds a picture of Main and High profiles back until it has seen the
// next one; emptied after each unit (FlushFrame) it never lets go of a picture in single-thread mode, so that streams with
// steps of 2 in their order counts run out of buffers after max_num_ref_frames + 2 units. What is left of the layer is here.
//
// Belongs here: nothing that judges a stream (src/ does).
#include "decoder.h"
#include "decoder_core.h"
#include "memory_align.h"
#include "utils.h"
#include "wels_decoder_thread.h"

#ifdef __wasm__
// Without a C++ library. Nothing is made with `new` except in place.
inline void *operator new(size_t, void *place) noexcept { return place; }
void operator delete(void *object) noexcept { free(object); }
void operator delete(void *object, size_t) noexcept { free(object); }
#else
#include <new>
#endif

// Nobody reads a log.
void WelsLog(SLogContext *, int32_t, const char *, ...) {}

extern "C" {
// Every call of these stands behind "more than 0 threads" or "more than 1", and we never ask for one. Should a new version call
// them, a trap is better than two owners of one picture.
int EventCreate(SWelsDecEvent *, int, int) { __builtin_trap(); }
void EventPost(SWelsDecEvent *) { __builtin_trap(); }
int EventWait(SWelsDecEvent *, int32_t) { __builtin_trap(); }
void EventReset(SWelsDecEvent *) { __builtin_trap(); }
void EventDestroy(SWelsDecEvent *) { __builtin_trap(); }
int SemWait(SWelsDecSemphore *, int32_t) { __builtin_trap(); }
void SemRelease(SWelsDecSemphore *, long *) { __builtin_trap(); }

// As src/ffi.rs declares it.
struct WardPicture {
  uint8_t *planes[3];
  int32_t strides[2];
  int32_t width, height;
};
}

using namespace WelsDec;

// What the outer layer keeps beside the decoder's context.
struct WardDecoder {
  WelsCommon::CMemoryAlign memory;
  SWelsDecoderContext context;
  SWelsLastDecPicInfo last;
  SDecoderStatistics statistics;
  SVlcTable tables;
  uint64_t units;

  // Alignment in bytes, that of malloc.
  WardDecoder() : memory(16), units(0) {
    memset(&context, 0, sizeof context);
    memset(&last, 0, sizeof last);
    memset(&statistics, 0, sizeof statistics);
    memset(&tables, 0, sizeof tables);
  }

  bool open() {
    WelsDecoderLastDecPicInfoDefaults(last);
    context.pMemAlign = &memory;
    context.pLastDecPicInfo = &last;
    context.pDecoderStatistics = &statistics;
    context.pVlcTable = &tables;
    SLogContext log;
    memset(&log, 0, sizeof log);
    WelsDecoderDefaults(&context, &log);
    WelsDecoderSpsPpsDefaults(context.sSpsPpsCtx);
    // Given back with the context.
    context.pParam = (SDecodingParam *)memory.WelsMallocz(sizeof(SDecodingParam), "");
    if (!context.pParam) return false;
    SDecodingParam settings;
    memset(&settings, 0, sizeof settings);
    settings.uiTargetDqLayer = (unsigned char)-1;
    // A damaged picture is an error, not a guess: a guess would look like a picture of the street.
    settings.eEcActiveIdc = ERROR_CON_DISABLE;
    settings.sVideoProperty.size = sizeof settings.sVideoProperty;
    settings.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
    return DecoderConfigParam(&context, &settings) == 0 && WelsInitDecoder(&context, &log) == 0;
  }

  // Feeds bytes, or says that the access unit ends here. Gives the bits of DECODING_STATE.
  int32_t feed(const uint8_t *bytes, int32_t size, unsigned char **planes, SBufferInfo *info) {
    context.bEndOfStreamFlag = context.bInstantDecFlag = bytes == nullptr;
    if (bytes) context.uiDecodingTimeStamp = ++units;
    context.iErrorCode = dsErrorFree;
    context.iFeedbackVclNalInAu = FEEDBACK_UNKNOWN_NAL;
    context.bReferenceLostAtT0Flag = false;
    context.bCurAuContainLtrMarkSeFlag = false;
    context.iFrameNumOfAuMarkedLtr = 0;
    context.iFrameNum = -1;
    context.iFeedbackTidInAu = -1;
    context.iFeedbackNalRefIdc = -1;
    planes[0] = planes[1] = planes[2] = nullptr;
    memset(info, 0, sizeof *info);
    WelsDecodeBs(&context, bytes, size, planes, info, nullptr);
    context.bInstantDecFlag = false;
    return context.iErrorCode;
  }

  ~WardDecoder() { WelsEndDecoder(&context); }
};

extern "C" {
void ward_free(WardDecoder *decoder) {
  decoder->~WardDecoder();
  free(decoder);
}

// A decoder, or null where there is no memory for one.
WardDecoder *ward_new() {
  void *place = malloc(sizeof(WardDecoder));
  if (!place) return nullptr;
  WardDecoder *decoder = new (place) WardDecoder();
  if (decoder->open()) return decoder;
  ward_free(decoder);
  return nullptr;
}

// One access unit of Annex B. 1: a picture, borrowed until the next call; 0: none; below 0: minus the bits of DECODING_STATE.
// Behind an error the decoder may only be freed.
int32_t ward_decode(WardDecoder *decoder, const uint8_t *unit, int32_t size, WardPicture *picture) {
  // Makes the buffer larger where the unit does not fit.
  if (CheckBsBuffer(&decoder->context, size) != 0) return -dsOutOfMemory;
  unsigned char *planes[3];
  SBufferInfo info;
  int32_t state = decoder->feed(unit, size, planes, &info);
  if (state != dsErrorFree) return -state;
  // It decodes a unit when the next one begins, or there is none. Where the bytes held more than one, the first comes out here.
  if (info.iBufferStatus != 1) state = decoder->feed(nullptr, 0, planes, &info);
  if (state != dsErrorFree) return -state;
  if (info.iBufferStatus != 1 || !planes[0] || !planes[1] || !planes[2]) return 0;
  const SSysMEMBuffer &buffer = info.UsrData.sSystemBuffer;
  for (int i = 0; i < 3; i++) picture->planes[i] = planes[i];
  picture->strides[0] = buffer.iStride[0];
  picture->strides[1] = buffer.iStride[1];
  picture->width = buffer.iWidth;
  picture->height = buffer.iHeight;
  return 1;
}
}
