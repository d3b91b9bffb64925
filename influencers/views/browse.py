from django.http import HttpResponse


def influencer_list(request):
    return HttpResponse("")


def influencer_detail(request, pk):
    return HttpResponse("")
